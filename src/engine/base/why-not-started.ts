/** Why a command could not be started, without the period. */
export function whyNotStarted(
  { code, message }: { readonly code?: string | undefined; readonly message: string },
  platform: string,
): string {
  if (code !== 'ENOENT') return message
  if (platform !== 'win32') return 'the command does not exist'
  return 'the program does not exist. Without a shell, Windows starts no scripts such as npx.cmd: name the program, as in node node_modules/vitest/vitest.mjs'
}
