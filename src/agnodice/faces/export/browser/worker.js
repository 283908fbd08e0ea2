// The reasoner beside the page: starts Pyodide from parts that the page carries, then answers forms. No network: `fetch`
// hands out those parts and nothing else.
"use strict";
const bytes = async (text) => new Uint8Array(await unpacked(text).arrayBuffer());
const moduleOf = async (text) => {
  const source = new Blob([await bytes(text)], { type: "text/javascript" });
  const address = await new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.readAsDataURL(source);
  });
  return import(address);
};

const PLACE = "file:///parts/";
const TYPES = { "pyodide.asm.wasm": "application/wasm", "python_stdlib.zip": "application/zip" };
const start = async (parts) => {
  self.fetch = async (request) => {
    const name = String(request.url ?? request).slice(PLACE.length);
    if (!(name in TYPES)) throw new TypeError("This page carries no such part.");
    return unpacked(parts[name], TYPES[name]);
  };
  const code = bytes(parts.code), packages = bytes(parts.packages), tables = tablesOf(parts);  // unpacked while Python starts
  const [loader, machine] = await Promise.all([moduleOf(parts["pyodide.mjs"]), moduleOf(parts["pyodide.asm.mjs"])]);
  const pyodide = await loader.loadPyodide({
    indexURL: PLACE,
    createPyodideModule: machine.default,
    lockFileContents: { info: JSON.parse(parts.info), packages: {} },
  });
  for (const archive of [packages, code]) pyodide.unpackArchive(await archive, "zip", { extractDir: "/agnodice" });
  pyodide.runPython("import sys; sys.path.insert(0, '/agnodice')");
  return pyodide.pyimport("agnodice.faces.export.inside").start(pyodide.toPy(bytesOf(parts.edition)), ...(await tables));
};
const tablesOf = async ({ known, phrases, rules }) => [
  JSON.stringify(openedWords(await unpacked(known).json())), JSON.stringify(phraseRows(await unpacked(phrases).json())), JSON.stringify(openedCues((await unpacked(rules).json()).cues)),
];

let ready;
self.onmessage = async ({ data }) => {
  try {
    if (data.parts) {
      ready = start(data.parts);
      const inside = await ready;
      self.postMessage({ ready: true });
      setTimeout(() => inside.warm(), 50);  // so that her first question does not wait for what every first one needs
      return;
    }
    const inside = await ready;
    const body = data.data ? inside.data(data.room, data.fields) : inside.told(data.room, data.fields, data.prefix, data.suffix);
    self.postMessage({ number: data.number, body });
  } catch (error) {
    // The kind of error alone: its message could hold what was typed.
    self.postMessage({ number: data.number, error: String(error.type ?? error.name), about: data.parts ? String(error) : "" });
  }
};
