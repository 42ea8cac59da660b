import babel from '@rolldown/plugin-babel'
import react, { reactCompilerPreset } from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['{i18n,contract,core,electron,webhost,scripts,torture}/**/*.test.{ts,mjs}'],
          exclude: ['scripts/built/**'],
          // Its `electron` is the test's, too.
          server: { deps: { inline: ['electron-store'] } },
          // Some tests start processes; a slow machine is no failure.
          testTimeout: 20_000,
        },
      },
      {
        // Reads out/, so it runs after a build and by itself.
        test: { name: 'built', environment: 'node', include: ['scripts/built/**/*.test.ts'] },
      },
      {
        plugins: [react(), babel({ presets: [reactCompilerPreset()] })],
        test: {
          name: 'page',
          environment: 'happy-dom',
          include: ['renderer/**/*.test.{ts,tsx}'],
          setupFiles: ['renderer/testing/async-timeouts.ts', 'renderer/testing/fresh-page.ts'],
          testTimeout: 20_000,
        },
      },
    ],
  },
})
