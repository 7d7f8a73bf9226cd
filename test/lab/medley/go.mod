module example.com/medley

go 1.19
