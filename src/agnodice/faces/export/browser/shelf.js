// One file: its other pages lie in it, packed; a link to one exchanges the main part, as an answer does.
"use strict";
(() => {
  let pages;
  const open = async () => unpacked(await self.agnodice.text("pages", "pages")).json();
  const pageAt = async (hash) => {
    const page = (await (pages ??= open()))[decodeURIComponent(hash.slice(1)) || "index"];
    if (!page) return undefined;
    const main = new DOMParser().parseFromString(page.main, "text/html").getElementById("main");
    return { title: page.title, main: document.adoptNode(main) };
  };
  const mark = (hash) => {
    const room = hash.slice(1).split("/")[0];
    for (const link of document.querySelectorAll("nav.rooms a")) {
      if (link.getAttribute("href") === `#${room}`) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
    }
  };
  const visit = async (hash) => {
    const page = await pageAt(hash);
    if (!page) return;
    self.agnodice.go(page, hash);
    mark(hash);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const hash = link.getAttribute("href");
    event.preventDefault();
    const place = document.getElementById(hash.slice(1));
    if (place && place.id !== "index") { place.scrollIntoView(); place.focus({ preventScroll: true }); return; }
    visit(hash);
  });
  addEventListener("popstate", () => mark(location.hash));
  addEventListener("hashchange", () => { if (history.state === null) visit(location.hash); });
  if (location.hash.length > 1 && !location.hash.startsWith("#q=")) visit(location.hash);
})();
