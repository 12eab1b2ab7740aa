// While somebody writes, this finds the answer to the task in the form (ALTCHA, version 2) and sends it along.
// Without it, or where the page did not come by HTTPS, the form works as well.
"use strict";

const field = document.getElementById("proof");

const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => Number.parseInt(pair, 16));
const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

const prove = async () => {
  const task = JSON.parse(field.dataset.task);
  const { cost, keyLength, keyPrefix, nonce, salt } = task.parameters;
  const start = bytes(nonce);
  const password = new Uint8Array(start.length + 4);
  password.set(start);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: cost };
  for (let counter = 0; ; counter += 1) {
    new DataView(password.buffer).setUint32(start.length, counter);
    const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
    const derivedKey = hex(await crypto.subtle.deriveBits(how, key, keyLength * 8));
    if (derivedKey.startsWith(keyPrefix)) {
      field.value = btoa(JSON.stringify({ challenge: task, solution: { counter, derivedKey } }));
      return;
    }
  }
};

if (field && window.isSecureContext && window.crypto && crypto.subtle) {
  if (field.dataset.atOnce) prove();
  else field.form.addEventListener("input", prove, { once: true });
}
