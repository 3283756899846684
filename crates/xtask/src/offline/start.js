// Starts the calculator that stands in this file.
(async () => {
  if (typeof WebAssembly !== "object") throw new Error("This browser cannot run the calculator: it has no WebAssembly.");
  // What can be read already is shown first.
  await new Promise(done => setTimeout(done));
  const { textContent, dataset: { head, columns } } = document.getElementById("module");
  let letters = textContent;
  // A server has named another encoding than the file does: its bytes are read once more, as they are.
  if (document.characterSet !== "windows-1252") {
    const file = new TextDecoder("windows-1252").decode(await (await fetch(location)).arrayBuffer());
    letters = file.split(`columns="${columns}">`)[1].split("</")[0];
  }
  const sizes = columns.split(" ").map(Number);
  const size = sizes.reduce((sum, size) => sum + size);
  const bytes = unlzma(bytesOf(letters), size);
  // The last two columns are what is of use with the calculator alone; the policy of this page knows their hashes.
  let end = size;
  for (const name of ["style", "script"]) {
    const element = document.createElement(name), start = end - sizes.pop();
    element.textContent = new TextDecoder().decode(bytes.subarray(start, end));
    document.head.append(element);
    end = start;
  }
  await wasm_bindgen(woven(bytes, sizes, +head));
})();
