import { resolve } from 'node:path'
import babel from '@rolldown/plugin-babel'
import tailwindcss from '@tailwindcss/vite'
import react, { reactCompilerPreset } from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const at = (path: string) => resolve(import.meta.dirname, path)

/** Bundles everything: nothing of node_modules is shipped. */
export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      outDir: at('out/main'),
      lib: {
        entry: {
          index: at('electron/main.ts'),
          webhost: at('webhost/main.ts'),
          'sandbox-worker': at('core/sandbox/worker.ts'),
        },
        formats: ['es'],
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      outDir: at('out/preload'),
      rollupOptions: {
        input: at('electron/preload.ts'),
        // The page is sandboxed, and a sandboxed preload must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react(), babel({ presets: [reactCompilerPreset()] }), tailwindcss()],
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      minify: true,
      // A small font inlined as data: would be blocked by `font-src 'self'`.
      assetsInlineLimit: 0,
      rollupOptions: { input: at('renderer/index.html') },
    },
  },
})
