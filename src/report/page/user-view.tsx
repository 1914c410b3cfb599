import type { StoryData } from '../data/finding-data.ts'
import type { OutcomeData } from '../data/outcome-data.ts'
import { shownTexts } from '../data/shown-text.ts'
import { timeText } from '../data/words.ts'
import { Pieces } from './compared-texts.tsx'

/** The most copies of a task that are shown next to each other. */
const mostCopies = 3

/** The text that the user saw and the result, next to the run without a fault. */
export function UserView({ story, baseline }: { readonly story: StoryData; readonly baseline: StoryData | undefined }) {
  const usual = baseline?.outcomes[0]
  if (usual && story.outcomes.every((outcome) => isAlike(outcome, usual)))
    return <p class="quiet">The user got the same as without a fault.</p>
  return (
    <div class="pair">
      {story.outcomes.slice(0, mostCopies).map((outcome, place) => (
        <div class="seen">
          <h4>What the user got{story.outcomes.length > 1 && `, copy ${place + 1}`}</h4>
          <Got outcome={outcome} />
        </div>
      ))}
      {usual && (
        <div class="seen">
          <h4>What the user gets without a fault</h4>
          <Got outcome={usual} />
        </div>
      )}
    </div>
  )
}

function isAlike(outcome: OutcomeData, usual: OutcomeData): boolean {
  const gotten = ({ settlement, shown, effects }: OutcomeData): string =>
    JSON.stringify([settlement, shown.map(({ text, retracts }) => (retracts ? 'retracted' : text)), effects.map(({ text }) => text)])
  return gotten(outcome) === gotten(usual)
}

function Got({ outcome }: { readonly outcome: OutcomeData }) {
  const texts = shownTexts(outcome)
  return (
    <>
      {texts.map(({ text, beginsAgain, isRetracted }) => (
        <div class={isRetracted ? 'retracted' : undefined}>
          {beginsAgain && <strong class="ends">↻ begins again</strong>}
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
