// The calculator, for browsers that unpack nothing: base64 around WebAssembly.
wasm_bindgen({
  module_or_path: Uint8Array.from(atob(document.getElementById("module").textContent), letter => letter.charCodeAt(0)),
});
