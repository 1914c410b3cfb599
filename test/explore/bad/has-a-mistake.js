export const ask = (question) => {
  return question question
}
