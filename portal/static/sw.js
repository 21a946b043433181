// Answers where there is no network, from what this phone was asked to keep. Registered by keep.js, after a press
// only. There is one cache; when it is gone ("Forget me on this phone") nothing is stored any more.
const KEPT = "kept";
const SHELF = /^\/\w\w\/kept$/;
const CARD = /\/seats\/(\w+)(?:\/kept)?$/;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
let turn = Promise.resolve();  // One after the other: what was seen last is what stays.
addEventListener("message", (event) => event.waitUntil(turn = turn.then(() => keep(event.data)).then(
  () => event.ports[0].postMessage(true), () => event.ports[0].postMessage(false))));
addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(page(event, pathname));
  else if (pathname.startsWith("/static/")) event.respondWith(part(event.request));
});

async function keep(addresses) {
  const answers = await Promise.all(addresses.map((address) => fetch(address)));
  if (!answers.every((answer) => answer.ok)) throw new Error("not everything came");
  await caches.open(KEPT);
  await Promise.all(answers.map((answer, number) => put(addresses[number], answer)));
}

async function put(address, answer) {
  if (!(await caches.has(KEPT))) return;
  const headers = new Headers(answer.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  headers.set("X-Kept", new Date().toISOString());
  const body = await answer.blob();
  const cache = await caches.open(KEPT), mine = new URL(address, location).pathname;
  for (const old of await cache.keys()) if (same(new URL(old.url).pathname, mine)) await cache.delete(old);
  await cache.put(address, new Response(body, { headers }));
}

// One copy of a file whatever its version, one of a card whatever its language.
const refOf = (path) => (path.match(CARD) || [])[1];
const same = (one, other) => one === other || (refOf(one) !== undefined && refOf(one) === refOf(other));

// A script or a picture: its address changes with its content, so what is kept is right.
async function part(asked) {
  const kept = await caches.match(asked, { cacheName: KEPT });
  if (kept) return kept;
  try {
    const answer = await fetch(asked);
    if (answer.ok) await put(asked.url, answer.clone());
    return answer;
  } catch (lost) {
    return (await caches.match(asked, { cacheName: KEPT, ignoreSearch: true })) || Response.error();
  }
}

async function page(event, path) {
  try {
    const answer = await fetch(event.request);
    if (answer.ok && path.endsWith("/sessions")) event.waitUntil(put(path, answer.clone()));
    // This browser may no longer see the card, but its own copy of it.
    if (answer.status === 404 && path.endsWith("/kept")) return (await copy(path, false)) || answer;
    return answer;
  } catch (lost) {
    for (const address of [path, `/${path.split("/")[1]}/kept`, "/kept"]) {
      const found = await copy(address, true);
      if (found) return found;
    }
    return Response.error();
  }
}

// What is kept for an address: itself, its card in another language, or for "/kept" the shelf in any language.
async function copy(path, offline) {
  if (!(await caches.has(KEPT))) return undefined;
  const cache = await caches.open(KEPT);
  const names = (await cache.keys()).map((request) => new URL(request.url).pathname);
  const aShelf = names.find((name) => SHELF.test(name));
  const found = names.find((name) => same(name, path)) || (path === "/kept" && aShelf);
  const shelf = await cache.match(aShelf || "");
  const kept = found && shelf && (await cache.match(found));
  return kept ? dated(kept, await shelf.text(), offline) : undefined;
}

// Every copy says since when it is one; the words are those of the shelf.
async function dated(kept, shelf, offline) {
  const [, lang, dir] = shelf.match(/<html lang="(\w+)" dir="(\w+)"/);
  const words = (name) => shelf.match(new RegExp(`data-${name}="([^"]*)"`))[1];
  const style = { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const when = new Date(kept.headers.get("X-Kept")).toLocaleString(`${words("locale")}-u-ca-gregory-nu-latn`, style);
  const said = (offline ? words("offline") + " " : "") + words("since").replace("{when}", when);
  const note = `<p class="note" id="since" role="status" lang="${lang}" dir="${dir}">${said}</p>`;
  return new Response((await kept.text()).replace("</h1>", "</h1>" + note), { headers: kept.headers });
}
