addEventListener("install", (event) => event.waitUntil(Promise.reject(new Error("not here"))));
