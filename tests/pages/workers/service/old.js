// What files do that sites copied for PyScript: two numbers go one way, a list of numbers comes back.
const { pathname } = location;
const channel = new BroadcastChannel("dc78209b-186c-4f83-80e9-406becb7d9f3");
const tickets = new Map();
let next = 0;
channel.addEventListener("message", ({ data: [ticket, values] }) => {
  tickets.get(ticket)?.(values);
  tickets.delete(ticket);
});
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method !== "POST" || !url.endsWith(`${pathname}?sabayon`)) return;
  event.stopImmediatePropagation();
  event.respondWith((async () => {
    const details = await event.request.json();
    const ticket = next++;
    const values = await new Promise((resolve) => {
      tickets.set(ticket, resolve);
      channel.postMessage([ticket, ...details]);
    });
    return new Response(`[${[...values].join(",")}]`, { headers: { "Content-Type": "application/json" } });
  })());
});
