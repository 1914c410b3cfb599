import { defineConfig } from '@playwright/test'

const { BROWNOUT_URL, CHROMIUM, PORT = '3000' } = process.env
const usualUrl = 'http://127.0.0.1:4600'

/** Starts the server unless an existing one is configured. All workers share it. */
const server = { command: 'npx brownout serve --seed tuesday', url: `${usualUrl}/__brownout/health`, reuseExistingServer: true }

export default defineConfig({
  fullyParallel: true,
  use: {
    baseURL: `http://127.0.0.1:${PORT}`,
    launchOptions: CHROMIUM === undefined ? {} : { executablePath: CHROMIUM, args: ['--no-sandbox'] },
  },
  webServer: [
    ...(BROWNOUT_URL === undefined ? [server] : []),
    {
      command: 'node app.ts',
      url: `http://127.0.0.1:${PORT}`,
      env: { PORT, OPENAI_BASE_URL: `${BROWNOUT_URL ?? usualUrl}/openai/v1` },
      reuseExistingServer: true,
    },
  ],
})
