import type { CallData } from '../data/call-data.ts'
import type { StoryData } from '../data/finding-data.ts'
import type { OutcomeData } from '../data/outcome-data.ts'
import { shownTexts } from '../data/shown-text.ts'
import { timeText } from '../data/words.ts'
import { Pieces } from './compared-texts.tsx'

/** What the user saw and got, beside the same without a fault. */
export function UserView({ story, baseline }: { readonly story: StoryData; readonly baseline: StoryData | undefined }) {
  const usual = baseline?.outcomes[0]
  return (
    <div class="pair">
      {story.outcomes.slice(0, 2).map((outcome, place) => (
        <div class="seen">
          <h4>What the user got{story.outcomes.length > 1 && `, copy ${place + 1}`}</h4>
          <Got outcome={outcome} calls={story.calls} />
        </div>
      ))}
      {usual && baseline && (
        <div class="seen">
          <h4>What the user gets without a fault</h4>
          <Got outcome={usual} calls={baseline.calls} />
        </div>
      )}
    </div>
  )
}

function Got({ outcome, calls }: { readonly outcome: OutcomeData; readonly calls: readonly CallData[] }) {
  const texts = shownTexts(outcome, calls)
  return (
    <>
      {texts.map(({ text, beginsAgain, isRetracted }) => (
        <div class={isRetracted ? 'retracted' : undefined}>
          {beginsAgain && <strong class="ends">↻ begins again </strong>}
          <Pieces pieces={[{ text, isShared: isRetracted || !beginsAgain }]} kind="wrong" />
          {isRetracted && <span class="quiet"> (retracted later)</span>}
        </div>
      ))}
      <Settled outcome={outcome} hasShown={texts.length > 0} />
      {outcome.effects.length > 0 && <p class="quiet">Side effects: {outcome.effects.map(({ text }) => text).join(', ')}</p>}
    </>
  )
}

function Settled({ outcome, hasShown }: { readonly outcome: OutcomeData; readonly hasShown: boolean }) {
  const { settlement, startedAt, settledAt } = outcome
  const after = timeText(settledAt - startedAt)
  if (settlement.type === 'stuck')
    return (
      <p class="quiet">
        {hasShown ? 'Then nothing' : 'Nothing'}, and no result after {after}.
      </p>
    )
  return (
    <p class="quiet">
      {hasShown ? 'Then' : 'Only'} {settlement.type === 'value' ? 'the result' : 'an error'} after {after}:{' '}
      <bdi class="text result">{settlement.text}</bdi>
    </p>
  )
}
