# Asks with wget, and prints the text of the stream.
wget --quiet --tries=1 --timeout=20 --output-document=wget.txt --header='authorization: Bearer test' --header='content-type: application/json' \
  --post-data='{"model":"gpt-4o","stream":true,"messages":[{"role":"user","content":"Where is my parcel?"}]}' \
  "$OPENAI_BASE_URL/chat/completions"
code=$?
sed -n 's/^data: .*"content":"\([^"]*\)".*/\1/p' wget.txt | tr -d '\n'
exit $code
