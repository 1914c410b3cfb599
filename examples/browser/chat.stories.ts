import { connectionReset, rateLimited, serverError, stalledStream, truncatedStream } from '../../faults/index.ts'
import type { StoryContext } from '../../src/browser/index.ts'
import { renderChat } from './chat.ts'

/** A story in the format of Storybook. */
type Story = Partial<StoryContext>

const meta = {
  title: 'Chat',
  render(): HTMLElement {
    const element = document.createElement('main')
    renderChat(element)
    return element
  },
}

export default meta

export const Answers: Story = {}

export const RateLimited: Story = {
  parameters: { brownout: { faults: [rateLimited({ retryAfter: '1s' }).first(1)] } },
}

export const Down: Story = {
  parameters: { brownout: { faults: [serverError()] } },
}

export const Stalled: Story = {
  parameters: { brownout: { faults: [stalledStream({ afterDeltas: 4 })] } },
}

export const Truncated: Story = {
  parameters: { brownout: { faults: [truncatedStream({ afterDeltas: 4 })] } },
}

export const ResetInTheMiddle: Story = {
  parameters: { brownout: { faults: [truncatedStream({ afterDeltas: 4, ending: 'reset' })] } },
}

export const Offline: Story = {
  parameters: { brownout: { faults: [connectionReset()] } },
}
