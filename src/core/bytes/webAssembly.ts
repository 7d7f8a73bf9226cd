/** The part of WebAssembly that is used: the core's types know neither Node nor the DOM. */
interface WebAssemblyGlobal {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
  readonly Memory: new (descriptor: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
}

const page = 1 << 16;

/** A module that is compiled when it is first wanted, and instances of it. */
export class WebAssemblyModule<Exports> {
  private compiled:
    { readonly webAssembly: WebAssemblyGlobal; readonly module: object } | 'refused' | undefined;

  constructor(private readonly bytes: () => Uint8Array) {}

  /**
   * An instance with a memory of its own.
   *
   * @param length of the memory, in bytes, rounded up to pages
   * @returns undefined where there is no WebAssembly or no memory, where a policy forbids it, and where SIMD is not known
   */
  instantiate(length: number): { readonly buffer: ArrayBuffer; readonly exports: Exports } | undefined {
    this.compiled ??= compile(this.bytes) ?? 'refused';
    if (this.compiled === 'refused') return undefined;
    const { webAssembly, module } = this.compiled;
    try {
      const memory = new webAssembly.Memory({ initial: Math.ceil(length / page) });
      const { exports } = new webAssembly.Instance(module, { env: { memory } });
      return { buffer: memory.buffer, exports: exports as Exports };
    } catch {
      return undefined;
    }
  }
}

function compile(bytes: () => Uint8Array) {
  const { WebAssembly: webAssembly } = globalThis as { readonly WebAssembly?: WebAssemblyGlobal };
  if (webAssembly === undefined) return undefined;
  try {
    return { webAssembly, module: new webAssembly.Module(bytes()) };
  } catch {
    return undefined;
  }
}
