throw new Error("no service worker");
