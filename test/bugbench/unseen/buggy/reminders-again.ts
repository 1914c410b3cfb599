import { FinishReason, GoogleGenAI } from '@google/genai'
import { badRequest } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const patients = ['Ada', 'Ben', 'Cleo', 'Dan']

/** Sends today's reminders. A timer starts it each hour; once it is through, there is nothing left to do that day. */
class Reminders {
  readonly #ai = new GoogleGenAI({ apiKey: 'test', httpOptions: { timeout: 60_000 } })
  #isRunning = false
  #isThrough = false

  async #word(patient: string, abortSignal: AbortSignal): Promise<string> {
    const { text, candidates } = await this.#ai.models.generateContent({
      model: 'gemini-2.5-flash',
      contents: `Word a friendly reminder of tomorrow's appointment for ${patient}.`,
      config: { abortSignal },
    })
    if (candidates?.[0]?.finishReason !== FinishReason.STOP || !text) throw new Error(`No reminder for ${patient}.`)
    return text
  }

  async run(send: (patient: string) => void, signal: AbortSignal): Promise<{ sent: number }> {
    if (this.#isThrough || this.#isRunning) return { sent: 0 }
    this.#isRunning = true
    try {
      for (const patient of patients) {
        await this.#word(patient, signal)
        send(patient)
      }
      this.#isThrough = true
    } finally {
      this.#isRunning = false
    }
    return { sent: patients.length }
  }
}

export const remindersAgain: YardstickApp = {
  name: 'reminders-again',
  story:
    'An hourly job words and sends reminders, and notes only at the end that it is through. If the model fails at the third patient, the job rejects, as it should; an hour later it begins at the first again, and two patients get the same text message twice.',
  sources: ['music-assistant/support#6117', 'discourse/discourse-ai#1500', 'crewAIInc/crewAI#5802'],
  faultsNeeded: 1,
  kind: 'effects',
  make() {
    const reminders = new Reminders()
    return ({ observe, signal }) => reminders.run((patient) => observe.effect(`remind:${patient}`), signal)
  },
  scripts: [
    {
      steps: [{ inject: [badRequest().nth(3)] }, { after: 3_600_000 }],
      wrong: (runs) => {
        const sent = runs.flat().flatMap(({ effects }) => effects)
        return sent.length > new Set(sent).size ? 'A patient was reminded twice.' : undefined
      },
    },
  ],
}
