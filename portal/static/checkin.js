// Ticks of a check-in: each is sent at once, kept on this phone while there is no network, and sent later.
(function () {
  const form = document.getElementById("check-in"), state = document.getElementById("unsent");
  if (!form || !window.localStorage) return;
  const kept = "ticks " + form.dataset.list, ticks = () => JSON.parse(localStorage.getItem(kept) || "[]");
  const write = (left) => localStorage.setItem(kept, JSON.stringify(left));
  let key = form.elements.csrf_token.value, busy = false;
  function show(said) {
    const left = ticks().length, words = left ? state.dataset.unsent.replace("{num}", left) : said || state.dataset.sent;
    state.textContent = left && said ? `${words} ${said}` : words;
    document.querySelectorAll("[data-wait] button").forEach((button) => { button.disabled = left > 0; });
  }
  async function send() {
    if (busy || !ticks().length) return;
    busy = true;
    const body = new FormData();
    body.set("csrf_token", key);
    ticks().slice(0, 100).forEach((tick) => body.append("tick", tick));
    const told = await fetch(form.dataset.ticks, { method: "POST", body }).then((answer) => answer.json()).catch(() => ({}));
    [busy, key] = [false, told.key || key];
    write(ticks().filter((tick) => !(told.done || []).includes(tick.split(" ")[0])));
    if (told.progress) document.getElementById("progress").textContent = told.progress;
    show(told.said);
    if (told.key || (told.done || []).length) send();
  }
  form.addEventListener("change", function ({ target }) {
    const drawn = [...crypto.getRandomValues(new Uint8Array(12))].map((one) => one.toString(16).padStart(2, "0"));
    write([...ticks(), [drawn.join(""), target.dataset.tick, target.value || "-", Date.now()].join(" ")]);
    send();
  });
  ticks().map((tick) => tick.split(/ -?/)).forEach(([, ref, day, half, mark]) => form.querySelector(
    `[data-tick="${ref} ${day} ${half}"][value="${mark}"]`)?.setAttribute("checked", ""));
  form.querySelector("[data-plain]")?.setAttribute("hidden", "");
  setInterval(send, 5000);
  if (ticks().length) send(show());
})();
