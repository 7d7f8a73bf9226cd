export const languageId = 'goroutine-dump';
