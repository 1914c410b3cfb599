// Calls the model with Go's net/http, and prints the text of the stream as it arrives.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"
)

const body = `{"model":"gpt-4o","stream":true,"messages":[{"role":"user","content":"Where is my parcel?"}]}`

type chunk struct {
	Choices []struct{ Delta struct{ Content string } }
}

func fail(problem any) {
	fmt.Fprintln(os.Stderr, problem)
	os.Exit(1)
}

func main() {
	request, err := http.NewRequest("POST", os.Getenv("OPENAI_BASE_URL")+"/chat/completions", strings.NewReader(body))
	if err != nil {
		fail(err)
	}
	request.Header.Set("authorization", "Bearer test")
	request.Header.Set("content-type", "application/json")
	client := http.Client{Timeout: 20 * time.Second}
	response, err := client.Do(request)
	if err != nil {
		fail(err)
	}
	if response.StatusCode != http.StatusOK {
		fail(response.Status)
	}
	lines := bufio.NewScanner(response.Body)
	for lines.Scan() {
		line := lines.Text()
		if !strings.HasPrefix(line, "data: {") {
			continue
		}
		var part chunk
		if err := json.Unmarshal([]byte(line[len("data: "):]), &part); err != nil {
			fail(err)
		}
		for _, choice := range part.Choices {
			fmt.Print(choice.Delta.Content)
		}
	}
	if err := lines.Err(); err != nil {
		fail(err)
	}
}
