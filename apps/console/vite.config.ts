import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const server = process.env['SUWEN_SERVER'] ?? 'http://localhost:8080'
const served = ['/api', '/fhir', '/ledger', '/oauth2', '/.well-known', '/health', '/metrics']

export default defineConfig({
  plugins: [react()],
  server: {
    port: 5173,
    strictPort: true,
    proxy: Object.fromEntries(served.map((path) => [path, { target: server, changeOrigin: false }])),
  },
  build: {
    outDir: 'dist',
    // The polyfill would be an inline script, which the server's content security policy forbids.
    modulePreload: { polyfill: false },
    // Nothing may become a data: address; fonts and images come from our own origin.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
    testTimeout: 60_000,
  },
})
