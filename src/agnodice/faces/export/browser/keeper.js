// Keeps the site on the device, only after she pressed the button for it. Everything comes from the cache first; a newer
// site takes its place whole.
"use strict";
const NAME = `site-${SITE.version}`;
const base = new URL("./", self.location.href);
self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(NAME);
    await cache.addAll(SITE.files.map((file) => new Request(new URL(file, base), { cache: "reload" })));
    const facts = { pages: SITE.pages, date: new Date().toISOString().slice(0, 10) };
    await cache.put(new URL("kept.json", base), new Response(JSON.stringify(facts)));
    await self.skipWaiting();
  })());
});
self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith("site-") && name !== NAME) await caches.delete(name);
    await self.clients.claim();
  })());
});
self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || !event.request.url.startsWith(base.href)) return;
  event.respondWith((async () => {
    const cache = await caches.open(NAME);
    const path = event.request.url === base.href ? new URL("index.html", base) : event.request;
    return await cache.match(path, { ignoreSearch: true }) ?? fetch(event.request);
  })());
});
