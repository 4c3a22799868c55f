require('../index.js').check_index();
