import { BrownoutError } from '../engine/base/errors.ts'
import type { Performer } from '../demo/rehearsal.ts'

/**
 * The two apps of the demo, naive and hardened.
 * @throws BrownoutError if the SDKs that they use are not installed
 */
export async function demoApps(): Promise<readonly [() => Performer, () => Performer]> {
  try {
    const [naive, hardened] = await Promise.all([
      import('../../examples/naive/assistant.ts'),
      import('../../examples/hardened/assistant.ts'),
    ])
    return [naive.createAssistant, hardened.createAssistant]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new BrownoutError(
      'The demo shows two apps that use the official SDKs, and they are not installed here. Install them: npm install --save-dev openai @anthropic-ai/sdk',
      { cause: error },
    )
  }
}
