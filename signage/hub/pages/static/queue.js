// Keys and sound of the queue. Keys: a letter presses the button that bears it. They can be switched off, and are off while typing.
"use strict";

const tick = document.querySelector("[data-keys]");
if (tick) {
  tick.closest("[hidden]").hidden = false;
  tick.checked = localStorage.getItem("keys") !== "off";
  tick.addEventListener("change", () => localStorage.setItem("keys", tick.checked ? "on" : "off"));
}
let pressed = false;
document.addEventListener("keydown", (event) => {
  if (pressed || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  if (localStorage.getItem("keys") === "off") return;
  if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select")) return;
  const bears = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!bears) return;
  event.preventDefault();
  // One page takes one key that leads on: the next card is another page. Choosing a reason leads nowhere.
  pressed = bears.type !== "radio";
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
