package main

import (
	"context"
	"io"
	"net/http"
)

// keepProbing asks the server for its health as so many load balancers would,
// each over a connection of its own that stays open.
func keepProbing(ctx context.Context, addr string, probes int) error {
	for range probes {
		client := &http.Client{Transport: &http.Transport{}}
		if err := probe(ctx, client, addr); err != nil {
			return err
		}
	}
	return nil
}

func probe(ctx context.Context, client *http.Client, addr string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+addr+"/debug/vars", nil)
	if err != nil {
		return err
	}
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	_, err = io.Copy(io.Discard, response.Body)
	return err
}
