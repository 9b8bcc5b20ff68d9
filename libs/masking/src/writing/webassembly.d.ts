/** What is used of it here: the language's library declares it for browsers only, and Node's types do not. */
declare namespace WebAssembly {
  interface Memory {
    readonly buffer: ArrayBuffer;
  }
  type Module = object;
  interface Instance {
    readonly exports: Readonly<Record<string, (...numbers: number[]) => number>>;
  }

  const Memory: new (size: { readonly initial: number; readonly maximum: number }) => Memory;
  const Module: new (code: Uint8Array) => Module;
  const Instance: new (module: Module, imports: Readonly<Record<string, Readonly<Record<string, Memory>>>>) => Instance;
}
