# Asks with curl, and prints the text of the stream as it comes.
curl --silent --show-error --fail --no-buffer --max-time 20 "$OPENAI_BASE_URL/chat/completions" \
  -H 'authorization: Bearer test' -H 'content-type: application/json' \
  -d '{"model":"gpt-4o","stream":true,"messages":[{"role":"user","content":"Where is my parcel?"}]}' > curl.txt
code=$?
sed -n 's/^data: .*"content":"\([^"]*\)".*/\1/p' curl.txt | tr -d '\n'
exit $code
