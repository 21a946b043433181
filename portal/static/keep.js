// "Keep on this phone": on a card, and wherever what is kept is listed. Without service workers nothing of it shows.
(function () {
  const KEPT = "kept", COPY = /^\/\w\w\/seats\/(\w+)\/kept$/;
  if (!("serviceWorker" in navigator) || !("caches" in window)) return;

  async function copies() {
    if (!(await caches.has(KEPT))) return [];
    const cache = await caches.open(KEPT);
    return (await cache.keys()).filter((request) => COPY.test(new URL(request.url).pathname));
  }
  const refOf = (address) => new URL(address, location).pathname.match(COPY)[1];
  const ofCard = async (address) => (await copies()).filter((request) => refOf(request.url) === refOf(address));

  async function keep(box) {
    await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
    const worker = (await navigator.serviceWorker.ready).active;
    const parts = [...document.querySelectorAll("script[src^='/static/'], link[rel=icon]")].map((one) => one.src || one.href);
    const pictures = document.querySelector("svg use").href.baseVal.split("#")[0];
    const addresses = [box.dataset.keep, box.dataset.shelf, box.dataset.list, pictures, ...parts];
    return new Promise(function (answer) {
      const channel = new MessageChannel();
      channel.port1.onmessage = (event) => answer(event.data);
      worker.postMessage(addresses, [channel.port2]);
    });
  }

  // The last card gone, everything goes: lists, pictures, the worker itself.
  async function drop(address) {
    const cache = await caches.open(KEPT);
    for (const old of await ofCard(address)) await cache.delete(old);
    if (!(await copies()).length) await window.forgetAll();
  }

  async function show(box) {
    const kept = (await ofCard(box.dataset.keep)).length > 0;
    box.querySelector("[data-before]").hidden = kept;
    box.querySelector("[data-after]").hidden = !kept;
    box.hidden = false;
  }

  async function list(place) {
    const found = await copies(), cache = found.length && (await caches.open(KEPT));
    const items = place.querySelector("ul");
    items.replaceChildren();
    for (const request of found) {
      const card = new DOMParser().parseFromString(await (await cache.match(request)).text(), "text/html");
      const item = items.appendChild(document.createElement("li"));
      const link = item.appendChild(document.createElement("a"));
      link.href = new URL(request.url).pathname;
      link.className = "way";
      link.lang = card.documentElement.lang;
      link.textContent = card.querySelector("[data-card]").dataset.card;
    }
    place.hidden = !found.length;
    document.querySelectorAll("[data-nothing]").forEach((nothing) => { nothing.hidden = found.length > 0; });
  }

  const lists = () => Promise.all([...document.querySelectorAll("[data-kept]")].map(list));
  const box = document.querySelector("[data-keep]");
  document.addEventListener("click", async function (event) {
    const wish = event.target.closest("[data-hold]");
    if (!wish) return;
    if (wish.dataset.hold === "all") await window.forgetAll();
    else if (wish.dataset.hold === "drop") await drop(box.dataset.keep);
    else {
      wish.disabled = true;
      const kept = await keep(box).catch(() => false);
      wish.disabled = false;
      document.getElementById("voice").textContent = kept ? "" : document.getElementById("voice").dataset.lost;
      box.querySelector("[data-lost]").hidden = kept;
    }
    if (box) await show(box);
    await lists();
  });

  (async function () {
    const kept = box && (await ofCard(box.dataset.keep)).length > 0;
    if (kept && box.dataset.over !== undefined) await drop(box.dataset.keep);  // first: who leaves soon has it gone
    await lists();
    if (!box || box.dataset.over !== undefined) return;
    if (kept) await keep(box).catch(() => {});
    await show(box);
  })().catch(() => {});  // a browser that keeps nothing, as in private windows
})();
