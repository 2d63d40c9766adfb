/** A folder of the user's disk in MicroPython's file system, as Pyodide has it. */

/** What is used of Emscripten's file system. Times are milliseconds. */
export interface FileSystem {
  filesystems: { MEMFS: object };
  cwd(): string;
  mkdirTree(path: string): void;
  mkdir(path: string): void;
  mount(type: object, options: object, path: string): unknown;
  lookupPath(path: string, options?: { follow_mount?: boolean }): { node: { mounted?: unknown } };
  readdir(path: string): string[];
  stat(path: string): { mode: number; mtime: Date };
  isDir(mode: number): boolean;
  readFile(path: string): Uint8Array<ArrayBuffer>;
  writeFile(path: string, data: Uint8Array): void;
  utime(path: string, accessed: number, modified: number): void;
}

export interface Mounted {
  /** Makes the folder equal to what Python has. */
  syncfs(): Promise<void>;
}

/** Copies a folder to `path`. Reads and writes happen in memory until `syncfs`. */
export async function mountNativeFS(
  FS: FileSystem,
  path: string,
  folder: FileSystemDirectoryHandle,
): Promise<Mounted> {
  if (folder.constructor.name !== "FileSystemDirectoryHandle") {
    throw new TypeError("Expected argument 'fileSystemHandle' to be a FileSystemDirectoryHandle");
  }
  const root = path.startsWith("/") ? path : `${FS.cwd().replace(/\/$/, "")}/${path}`;
  FS.mkdirTree(root);
  if (FS.lookupPath(root, { follow_mount: false }).node.mounted) {
    throw new Error(`path '${path}' is already a file system mount point`);
  }
  if (names(FS, root).length > 0) throw new Error(`directory '${path}' is not empty`);
  // Read first: a folder that cannot be read leaves nothing mounted.
  const found = await onDisk(folder);
  const files = await Promise.all(
    [...found].map(async ([name, handle]) => ({ name, file: await fileOf(handle) })),
  );
  FS.mount(FS.filesystems.MEMFS, {}, root);
  for (const { name, file } of files) {
    const place = `${root}/${name}`;
    if (!file) {
      FS.mkdir(place);
      continue;
    }
    FS.writeFile(place, file.data);
    FS.utime(place, file.modified, file.modified);
  }
  return { syncfs: () => write(FS, root, folder) };
}

/** What is in a folder, by path; parents come before what is in them. */
async function onDisk(
  folder: FileSystemDirectoryHandle,
  prefix = "",
  found = new Map<string, FileSystemHandle>(),
): Promise<Map<string, FileSystemHandle>> {
  for await (const [name, handle] of folder.entries()) {
    found.set(prefix + name, handle);
    if (handle.kind === "directory") {
      await onDisk(handle, `${prefix}${name}/`, found);
    }
  }
  return found;
}

async function fileOf(handle: FileSystemHandle) {
  if (handle.kind !== "file") return undefined;
  const file = await (handle as FileSystemFileHandle).getFile();
  return { data: new Uint8Array(await file.arrayBuffer()), modified: file.lastModified };
}

const names = (FS: FileSystem, path: string): string[] =>
  FS.readdir(path).filter((name) => name !== "." && name !== "..");

/** The same of what is in memory: for files when they were modified. */
function inMemory(
  FS: FileSystem,
  root: string,
  prefix = "",
  found = new Map<string, number | undefined>(),
): Map<string, number | undefined> {
  for (const name of names(FS, `${root}/${prefix}`)) {
    const { mode, mtime } = FS.stat(`${root}/${prefix}${name}`);
    const isFolder = FS.isDir(mode);
    found.set(prefix + name, isFolder ? undefined : mtime.getTime());
    if (isFolder) inMemory(FS, root, `${prefix}${name}/`, found);
  }
  return found;
}

async function write(
  FS: FileSystem,
  root: string,
  folder: FileSystemDirectoryHandle,
): Promise<void> {
  const disk = await onDisk(folder);
  const memory = inMemory(FS, root);
  const folders = new Map([["", folder]]);
  const parentOf = (path: string): [FileSystemDirectoryHandle, string] => {
    const at = path.lastIndexOf("/");
    return [folders.get(path.slice(0, Math.max(at, 0))) ?? folder, path.slice(at + 1)];
  };
  for (const [path, handle] of disk) {
    if (handle.kind === "directory") folders.set(path, handle as FileSystemDirectoryHandle);
  }
  // Children first. What has become a folder, or a file, goes too.
  for (const [path, handle] of [...disk].reverse()) {
    const isFolder = handle.kind === "directory";
    if (memory.has(path) && isFolder === (memory.get(path) === undefined)) continue;
    const [parent, name] = parentOf(path);
    await parent.removeEntry(name);
    disk.delete(path);
  }
  // Parents first.
  for (const [path, modified] of memory) {
    const [parent, name] = parentOf(path);
    if (modified === undefined) {
      folders.set(path, await parent.getDirectoryHandle(name, { create: true }));
      continue;
    }
    const known = disk.get(path) as FileSystemFileHandle | undefined;
    if (known && (await known.getFile()).lastModified >= modified) continue;
    const handle = await parent.getFileHandle(name, { create: true });
    const stream = await handle.createWritable();
    await stream.write(FS.readFile(`${root}/${path}`));
    await stream.close();
  }
}
