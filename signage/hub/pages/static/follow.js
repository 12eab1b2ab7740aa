// Brings newer lines every 20 seconds, unless somebody paused that or is in the list.
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

setInterval(async () => {
  if (paused || document.hidden || String(document.getSelection())) return;
  try {
    const answer = await fetch(location.href, { headers: { "HX-Request": "true" } });
    if (answer.ok && !paused) lines.innerHTML = await answer.text();
  } catch {
    // No connection: what stands there stays, and the next round tries again.
  }
}, EVERY);
