require('../index.js').publish_index();
