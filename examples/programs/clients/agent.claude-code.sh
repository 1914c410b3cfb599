# Lets Claude Code answer, with its tools.
export ANTHROPIC_API_KEY=test CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1 DISABLE_AUTOUPDATER=1
exec "$PROGRAMS/@anthropic-ai/claude-code-linux-x64/claude" --print "$PROMPT" --allowedTools Read Bash < /dev/null
