// Something else of the site gets in between.
let stopped = false;
addEventListener("fetch", (event) => {
  const { url } = event.request;
  if (url.endsWith("?stop") || url.endsWith("?start")) {
    stopped = url.endsWith("?stop");
    event.respondWith(new Response("done"));
  }
  if (stopped) event.stopImmediatePropagation();
});
importScripts("passes.js");
