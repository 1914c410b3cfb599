import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

export default defineConfig({
  test: {
    // The browsers do the work, and the pages wait for them.
    maxWorkers: 2,
    projects: [
      // The core, in a browser.
      {
        test: {
          name: 'core',
          include: ['test/browser/**/*.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath, args: ['--no-sandbox'] } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      // The pages that are written, as they open from disk. A page draws after the event that changed it, so what a test reads
      // of a page it polls for.
      {
        test: {
          name: 'pages',
          include: ['test/pages/**/*.test.ts'],
          testTimeout: 60_000,
          expect: { poll: { timeout: 20_000, interval: 20 } },
        },
      },
    ],
  },
})
