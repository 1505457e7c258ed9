import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import asc from 'assemblyscript/asc';
import type { Plugin } from 'vite';

const QUERY = '?assembly';

/**
 * `import { f, memory } from './x.ts?assembly'`: compiles AssemblyScript to WebAssembly, whose bytes become part of the script that
 * uses them, and starts it. Types are declared beside the file that imports.
 */
export function assemblyScript(): Plugin {
  return {
    name: 'assembly-script',
    enforce: 'pre',
    load: {
      filter: { id: /\.ts\?assembly$/ },
      async handler(id) {
        const path = id.slice(0, -QUERY.length);
        this.addWatchFile(path);
        const bytes = await compile(path);
        const names = WebAssembly.Module.exports(new WebAssembly.Module(bytes)).map(
          ({ name }) => name,
        );
        return [
          `const bytes = new Uint8Array([${bytes.join()}]);`,
          'const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));',
          `export const { ${names.join(', ')} } = exports;`,
        ].join('\n');
      },
    },
  };
}

async function compile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  let bytes: Uint8Array<ArrayBuffer> | null = null;
  const options = ['--runtime', 'stub', '--enable', 'simd', '-O3', '--noAssert'];
  const { error, stderr } = await asc.main(
    [basename(path), '--baseDir', dirname(path), '--outFile', 'out.wasm', ...options],
    {
      readFile: (name) => {
        try {
          return readFileSync(name.startsWith('/') ? name : `${dirname(path)}/${name}`, 'utf8');
        } catch {
          return null;
        }
      },
      writeFile: (_name, contents) => {
        if (contents instanceof Uint8Array) bytes = new Uint8Array(contents);
      },
      listFiles: () => [],
    },
  );
  if (error || !bytes) throw new Error(`${path} does not compile:\n${stderr}`, { cause: error });
  return bytes;
}
