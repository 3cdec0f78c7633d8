# tests of desk
