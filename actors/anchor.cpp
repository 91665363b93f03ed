namespace leadstream {}
