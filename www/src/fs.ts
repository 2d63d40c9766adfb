/** Folders of the user's disk, loaded when a page first asks for one. */

export { mountNativeFS } from "./native-fs.js";

/** What `getFileSystemDirectoryHandle` says when the user refuses. */
export const ERROR = "storage permissions not granted";

export interface PickerOptions {
  id?: string;
  mode?: "read" | "readwrite";
  startIn?: string;
}

interface Permitted extends FileSystemDirectoryHandle {
  requestPermission(options: { mode: string }): Promise<PermissionState>;
}

type Picker = (options: PickerOptions) => Promise<Permitted>;

/**
 * Lets the user choose a folder. The browser shows its own picker only after a click, so
 * elsewhere a dialog asks for one.
 */
export async function getFileSystemDirectoryHandle(
  options: PickerOptions,
): Promise<FileSystemDirectoryHandle> {
  const picker = (globalThis as { showDirectoryPicker?: Picker }).showDirectoryPicker;
  if (!picker) throw new Error("showDirectoryPicker is not supported");
  if (!navigator.userActivation.isActive) return ask(() => pick(picker, options));
  try {
    return await pick(picker, options);
  } catch (error) {
    throw new Error(ERROR, { cause: error });
  }
}

async function pick(picker: Picker, options: PickerOptions): Promise<FileSystemDirectoryHandle> {
  const handle = await picker.call(globalThis, options);
  const mode = options.mode ?? "readwrite";
  if ((await handle.requestPermission({ mode })) !== "granted") throw new Error(ERROR);
  return handle;
}

/** Shows the dialog until a folder was chosen or the user refuses. */
function ask(choose: () => Promise<FileSystemDirectoryHandle>): Promise<FileSystemDirectoryHandle> {
  const dialog = document.createElement("dialog");
  dialog.className = "pyscript-fs";
  const heading = document.createElement("strong");
  heading.textContent = "Persistent file system";
  const text = document.createElement("p");
  text.textContent = "This page asks for access to a local folder.";
  const buttons = document.createElement("div");
  const [ok, cancel] = (["ok", "cancel"] as const).map((title) => {
    const button = document.createElement("button");
    button.title = title;
    button.textContent = title === "ok" ? "Choose a folder" : "Refuse";
    buttons.append(button);
    return button;
  }) as [HTMLButtonElement, HTMLButtonElement];
  dialog.append(heading, text, buttons);
  document.body.append(dialog);
  return new Promise<FileSystemDirectoryHandle>((resolve, reject) => {
    ok.onclick = () => {
      choose().then(resolve, (error: unknown) => console.warn(error));
    };
    const refuse = () => reject(new Error(ERROR));
    cancel.onclick = refuse;
    // The Escape key.
    dialog.oncancel = refuse;
    dialog.showModal();
  }).finally(() => {
    dialog.close();
    dialog.remove();
  });
}
