// Keys, ticks and sound of the queue. Keys: a letter presses the button that bears it. They can be switched off, and
// are off while typing.
"use strict";

const tick = document.querySelector("[data-keys]");
const keys = document.getElementById("keys");
for (const hint of document.querySelectorAll(".keys")) hint.hidden = false;
if (tick) {
  tick.checked = localStorage.getItem("keys") !== "off";
  tick.addEventListener("change", () => localStorage.setItem("keys", tick.checked ? "on" : "off"));
  keys.querySelector("[data-closes]").addEventListener("click", () => keys.close());
  document.querySelector("[data-opens=keys]").addEventListener("click", () => keys.showModal());
}

// One card alone, without the list beside it, for as long as the tab is open.
const alone = document.querySelector("[data-alone]");
function stand() {
  const wanted = sessionStorage.getItem("alone") === "yes";
  alone.setAttribute("aria-pressed", String(wanted));
  document.querySelector(".queue").classList.toggle("alone", wanted);
}
if (alone) {
  alone.addEventListener("click", () => {
    sessionStorage.setItem("alone", alone.getAttribute("aria-pressed") === "true" ? "no" : "yes");
    stand();
  });
  stand();
}

// Ticks stay while somebody walks from card to card; those of a row that has left the list are forgotten.
const ticks = [...document.querySelectorAll("input[name=items][type=checkbox]")];
function keep() {
  const ticked = ticks.filter((one) => one.checked).map((one) => one.value);
  sessionStorage.setItem("ticked", JSON.stringify(ticked));
  document.querySelector("[data-count]").textContent = ticked.length.toLocaleString(document.documentElement.lang);
}
if (ticks.length) {
  const kept = JSON.parse(sessionStorage.getItem("ticked") ?? "[]");
  for (const one of ticks) {
    one.checked = kept.includes(one.value);
    one.addEventListener("change", keep);
  }
  ticks[0].form.addEventListener("reset", () => setTimeout(keep)); // once they are cleared
  keep();
}
function reach(step) {
  const here = ticks.findIndex((one) => one.dataset.key === " ");
  for (const one of [ticks[here], ticks[here + step]]) if (one) one.checked = true;
  if (ticks.length) keep();
}

let pressed = false;
document.addEventListener("keydown", (event) => {
  if (pressed || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  if (localStorage.getItem("keys") === "off" || keys?.open) return;
  if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select")) return;
  // The space bar presses what has the focus.
  if (event.key === " " && event.target.closest("a, button, input, summary")) return;
  const key = event.key.toLowerCase();
  const bears = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!bears) return;
  event.preventDefault();
  if (event.shiftKey && (key === "j" || key === "k")) reach(key === "j" ? 1 : -1);
  // One page takes one key that leads on: the next card is another page. The others lead nowhere.
  pressed = !["radio", "checkbox", "button"].includes(bears.type);
  bears.closest("details")?.setAttribute("open", "");
  bears.click();
});

// The sound: two tones once for each alarm, if somebody switched it on. A browser lets a page sound
// only after a tap or key on it: until then the next look at the queue tries again.
const sound = document.querySelector("[data-sound]");
let audio = null;
function tones() {
  audio ??= new AudioContext();
  if (audio.state !== "running") {
    audio.resume();
    return false;
  }
  const volume = audio.createGain();
  volume.gain.value = 0.1;
  volume.connect(audio.destination);
  [660, 880].forEach((pitch, place) => {
    const tone = audio.createOscillator();
    tone.frequency.value = pitch;
    tone.connect(volume);
    tone.start(audio.currentTime + place * 0.25);
    tone.stop(audio.currentTime + place * 0.25 + 0.2);
  });
  return true;
}
function listen() {
  const late = "late" in (document.getElementById("news")?.dataset ?? {});
  const wanted = localStorage.getItem("sound") === "on";
  if (!late) sessionStorage.removeItem("rang");
  else if (wanted && !sessionStorage.getItem("rang") && tones()) sessionStorage.setItem("rang", "yes");
}
if (sound) {
  sound.closest("[hidden]").hidden = false;
  sound.checked = localStorage.getItem("sound") === "on";
  sound.addEventListener("change", () => {
    localStorage.setItem("sound", sound.checked ? "on" : "off");
    if (sound.checked) tones();
    listen();
  });
  document.addEventListener("htmx:afterSettle", listen);
  listen();
}
