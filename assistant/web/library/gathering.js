// The files in what was dropped or picked: those of folders at any depth, hidden ones left out.

/** Of a drop, before its event is over: a promise of [{file, name}], name being a path. */
export function dropped(transfer) {
  const items = [...transfer.items].filter((item) => item.kind === "file");
  const entries = items.map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile());
  return gather(entries.filter(Boolean));
}

/** Of a picker: the same. */
export function picked(files) {
  const all = [...files].map((file) => ({ file, name: file.webkitRelativePath || file.name }));
  return all.filter(({ name }) => !name.split("/").some(isHidden));
}

const isHidden = (name) => name.startsWith(".") || name === "__MACOSX";

async function gather(entries) {
  const found = [];
  const left = [...entries];
  while (left.length) {
    const entry = left.shift();
    if (isHidden(entry.name)) continue;
    if (entry instanceof File) found.push({ file: entry, name: entry.name });
    else if (entry.isDirectory) left.unshift(...(await children(entry)));
    else {
      const name = entry.fullPath.replace(/^\/+/, "");
      found.push({ file: await fileOf(entry), name });
    }
  }
  return found;
}

/** A folder is told in parts; the last one is empty. */
async function children(folder) {
  const reader = folder.createReader();
  const all = [];
  for (;;) {
    const some = await new Promise((done) => reader.readEntries(done, () => done([])));
    if (!some.length) return all;
    all.push(...some);
  }
}

const fileOf = (entry) => new Promise((done) => entry.file(done, () => done(null)));
