// Brings newer lines every 20 seconds, unless somebody paused that. What stands there stays in its place:
// newer lines come at the top, and what left the screens goes.
"use strict";

const EVERY = 20000;
const lines = document.getElementById("lines");
const pause = document.getElementById("pause");
const updates = document.getElementById("updates");
let paused = false;

const tell = () => {
  updates.textContent = paused ? updates.dataset.off : updates.dataset.on;
  pause.setAttribute("aria-pressed", String(paused));
};
pause.hidden = false;
pause.addEventListener("click", () => {
  paused = !paused;
  tell();
});
tell();

const take = (page) => {
  const coming = new DOMParser().parseFromString(page, "text/html");
  const known = (id) => coming.getElementById(id);
  for (const line of [...lines.children]) {
    const now = known(line.id);
    if (!now) line.remove();
    else if (now.innerHTML !== line.innerHTML) {
      line.className = now.className;
      line.innerHTML = now.innerHTML;
    }
  }
  const newer = [...coming.querySelectorAll("li")].filter((line) => !document.getElementById(line.id));
  lines.prepend(...newer);
};

setInterval(async () => {
  if (paused || document.hidden) return;
  try {
    const answer = await fetch(location.href, { headers: { "HX-Request": "true" } });
    if (answer.ok && !paused) take(await answer.text());
  } catch {
    // No connection: what stands there stays, and the next round tries again.
  }
}, EVERY);
