export const lives = 3;
