<?php
// Asks with PHP's own streams, and prints the text of the stream as it comes.
$body = ['model' => 'gpt-4o', 'stream' => true, 'messages' => [['role' => 'user', 'content' => 'Where is my parcel?']]];
$headers = ['authorization: Bearer test', 'content-type: application/json'];
$options = ['method' => 'POST', 'header' => $headers, 'content' => json_encode($body), 'timeout' => 20];
$stream = fopen(getenv('OPENAI_BASE_URL') . '/chat/completions', 'r', false, stream_context_create(['http' => $options]));
if ($stream === false) exit(1);
while (($line = fgets($stream)) !== false) {
    if (!str_starts_with($line, 'data: {')) continue;
    foreach (json_decode(substr($line, 6), true)['choices'] as $choice) echo $choice['delta']['content'] ?? '';
}
