package main

import "sync"

// truth: noCounterpart
func init() { register("wrong-count", indexAllPosts, indexPublicPosts) }

type blogPost struct {
	title string
	draft bool
}

// indexPosts counts drafts too, and starts nothing for them.
func indexPosts(posts []blogPost) int {
	var wg sync.WaitGroup
	var words sync.Map
	wg.Add(len(posts))
	for _, post := range posts {
		if post.draft {
			continue
		}
		go func() {
			defer wg.Done()
			work()
			words.Store(post.title, true)
		}()
	}
	wg.Wait() // truth: indexer waits waitGroup wg
	return len(posts)
}

func indexStarted(posts []blogPost) {
	var wg sync.WaitGroup
	for _, post := range posts {
		if post.draft {
			continue
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			work()
		}()
	}
	wg.Wait()
}

var blogPosts = []blogPost{{"Hello", false}, {"Soon", true}, {"Bye", false}}

func indexAllPosts(s *stage) {
	go indexPosts(blogPosts)
	s.await(1, "sync.WaitGroup.Wait", "indexPosts")
}

func indexPublicPosts(s *stage) {
	go func() {
		for {
			indexStarted(blogPosts)
		}
	}()
	s.await(1, "sync.WaitGroup.Wait", "indexStarted")
}
