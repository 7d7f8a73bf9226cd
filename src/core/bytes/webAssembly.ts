/** The part of the WebAssembly API that the core uses. The core has neither Node nor DOM types. */
interface WebAssemblyGlobal {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
  readonly Memory: new (descriptor: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
}

const page = 1 << 16;

/** A module that is compiled on first use. */
export class WebAssemblyModule<Exports> {
  private compiled:
    { readonly webAssembly: WebAssemblyGlobal; readonly module: object } | 'unavailable' | undefined;

  constructor(private readonly bytes: () => Uint8Array) {}

  /**
   * Creates an instance with its own memory.
   *
   * @param length length of the memory in bytes; rounded up to whole pages
   * @returns undefined without WebAssembly or SIMD, without enough memory, or if a policy forbids it
   */
  instantiate(length: number): { readonly buffer: ArrayBuffer; readonly exports: Exports } | undefined {
    this.compiled ??= compile(this.bytes) ?? 'unavailable';
    if (this.compiled === 'unavailable') return undefined;
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
