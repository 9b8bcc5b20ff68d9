/** Who proposes names that rules do not know: a language model. It can only add. */
export interface NameProposer {
  /**
   * Strings that stand in the text and may name a person. Throws `EndoveilError` with `llm-unavailable`, `llm-timeout`,
   * `llm-answer-unusable`, `llm-window-too-small` or `llm-disabled` when it could not look at the whole text.
   */
  names(text: string, signal: AbortSignal, alive: () => void): Promise<readonly string[]>;
  /** True while it would answer. */
  ready(): Promise<boolean>;
}
