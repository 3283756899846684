// The calculator, for browsers that unpack nothing: base64 around WebAssembly.
{
  const text = atob(document.getElementById("module").textContent), bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  wasm_bindgen(bytes);
}
