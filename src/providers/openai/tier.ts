import type { Reply } from '../../kit.ts'

/** The class of service that a reply names: the one that was used, which is the requested tier unless a fault has changed it. */
export function tierOf({ serviceTier }: Pick<Reply, 'serviceTier'>, asked: unknown): string {
  return serviceTier ?? (typeof asked === 'string' && asked !== 'auto' ? asked : 'default')
}
