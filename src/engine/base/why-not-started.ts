/** Why a command could not be started, without the period. */
export function whyNotStarted({ code, message }: { readonly code?: string | undefined; readonly message: string }): string {
  return code === 'ENOENT' ? 'the command does not exist' : message
}
