/** Answers one question while its user waits. */
export interface Answerer {
  answer(question: string): Promise<{ readonly text: string; readonly provider?: string; readonly model?: string }>
}
